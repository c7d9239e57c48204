import type { Story } from "../engine/story";
import { bodilyInjury } from "./bodily-injury";
import { brokerQuality } from "./broker-quality";
import { callIntent } from "./call-intent";
import { callVolume } from "./call-volume";
import { churnEarlyWarning } from "./churn-early-warning";
import { claimsTriage } from "./claims-triage";
import { complaintSignal } from "./complaint-signal";
import { documentRouting } from "./document-routing";
import { floodTier } from "./flood-tier";
import { fraudRing } from "./fraud-ring";
import { invoiceOcr } from "./invoice-ocr";
import { lapsePropensity } from "./lapse-propensity";
import { motorPricing } from "./motor-pricing";
import { nextBestAction } from "./next-best-action";
import { paymentDefault } from "./payment-default";
import { policySearch } from "./policy-search";
import { propertyPhotos } from "./property-photos";
import { stormSurge } from "./storm-surge";
import { subrogation } from "./subrogation";
import { telematics } from "./telematics";
import { underwritingNotes } from "./underwriting-notes";
import { windscreen } from "./windscreen";

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
