/** Sentences about the progress of a check. */
export const progress = {
  share: ({ percent, bytes }: { percent: number; bytes: string }) => `${percent} % of ${bytes}`,
  speed: ({ elements }: { elements: string }) => `${elements} elements/s`,
  left: ({ time }: { time: string }) => `${time} left`,
  opening: ({ percent, file }: { percent: number; file: string }) => `${percent} % of ${file}`,
};
