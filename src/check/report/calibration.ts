import * as v from 'valibot';
import { optionalNumber } from './primitives';
import { reasonSchema } from './reason';

/** Bin i of n covers confidences from i / n to (i + 1) / n; the last includes 1. */
export const reliabilityBinSchema = v.object({
  /** A whole number if counted; an estimate after scaling need not be whole. */
  count: v.pipe(v.number(), v.minValue(0)),
  /** Mean confidence in the bin; null for an empty bin. */
  confidence: optionalNumber,
  /** Share of the bin's elements that are correct (softmax) or positive (sigmoid). */
  accuracy: optionalNumber,
});

export const calibrationSchema = v.object({
  /** Meaning of the confidence: σ(x) compared with the share of positives, or that of the top class with its accuracy. */
  confidence: v.picklist(['positive', 'top']),
  /** Expected calibration error: Σ bins (count / n) · |accuracy − confidence|, Guo et al. 2017. */
  expectedCalibrationError: v.number(),
  maximumCalibrationError: v.number(),
  bins: v.array(reliabilityBinSchema),
  /** The temperature T that minimises the cross-entropy of logits / T; null when no finite T does. */
  temperature: optionalNumber,
  /** 0 where it comes from all elements; more where it comes from a sample, or from the temperatures of shards. */
  temperatureStandardError: optionalNumber,
  /** Reason why there is no temperature, as one sentence; null when there is one. */
  withoutTemperature: v.nullable(v.string()),
  /** The facts of `withoutTemperature`; reports of earlier versions have none. */
  withoutTemperatureFacts: v.optional(v.nullable(reasonSchema)),
  /** After dividing the logits by the temperature; null without one. */
  scaled: v.nullable(
    v.object({
      expectedCalibrationError: v.number(),
      /**
       * Standard error of the calibration error; 0 where all elements were counted one by one, at the temperature of
       * all.
       */
      standardError: v.pipe(v.number(), v.minValue(0)),
      bins: v.array(reliabilityBinSchema),
      crossEntropy: optionalNumber,
    }),
  ),
});

export type Calibration = v.InferOutput<typeof calibrationSchema>;
export type ReliabilityBin = v.InferOutput<typeof reliabilityBinSchema>;
