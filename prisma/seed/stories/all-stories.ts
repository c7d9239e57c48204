import type { Story } from "../engine/story";
import { churnEarlyWarning } from "./churn-early-warning";
import { bodilyInjury, claimsTriage, fraudRing, subrogation } from "./claims";
import { lapsePropensity, motorPricing } from "./life-and-pricing";
import { nextBestAction, underwritingNotes, windscreen } from "./marketing-and-underwriting";
import { callIntent, invoiceOcr, paymentDefault } from "./platform";
import { floodTier, stormSurge, telematics } from "./property-and-climate";
import {
  brokerQuality,
  callVolume,
  complaintSignal,
  documentRouting,
  policySearch,
  propertyPhotos,
} from "./service";

/** Every project of the demo. */
export const stories: readonly Story[] = [
  lapsePropensity,
  motorPricing,
  invoiceOcr,
  callIntent,
  churnEarlyWarning,
  brokerQuality,
  claimsTriage,
  paymentDefault,
  telematics,
  floodTier,
  stormSurge,
  complaintSignal,
  fraudRing,
  propertyPhotos,
  policySearch,
  subrogation,
  documentRouting,
  bodilyInjury,
  callVolume,
  nextBestAction,
  underwritingNotes,
  windscreen,
];
