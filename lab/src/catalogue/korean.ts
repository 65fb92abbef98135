import { errorKo } from "./errors-ko.ts";
import { featuresKo } from "./features-ko.ts";
import { labelsKo } from "./labels-ko.ts";
import { meaningsKo } from "./meanings-ko.ts";
import { modelsKo } from "./models-ko.ts";
import { sourceKo } from "./sources-ko.ts";

/** What the library says in English, said in Korean; undefined for what is not known here. */
export const korean = {
  title: (model: string): string | undefined => modelsKo[model]?.title,
  description: (model: string): string | undefined => modelsKo[model]?.description,
  meaning: (english: string): string | undefined => meaningsKo[english],
  label: (english: string): string | undefined => labelsKo[english],
  feature: (name: string): string | undefined => featuresKo[name],
  source: sourceKo,
  error: errorKo,
};
