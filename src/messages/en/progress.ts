import { countText } from '../../format/count-text';
import { counted } from './words';

/** Sentences about the progress of a check. */
export const progress = {
  share: ({ percent, bytes }: { percent: number; bytes: string }) => `${percent} % of ${bytes}`,
  speed: ({ elements }: { elements: string }) => `${elements} elements/s`,
  left: ({ time }: { time: string }) => `${time} left`,
  ofFiles: ({ place, files, file }: { place: number; files: number; file: string }) =>
    `${countText(place)} of ${counted(files, 'file')}: ${file}`,
  opening: ({ percent, file }: { percent: number; file: string }) => `${percent} % of ${file}`,
};
