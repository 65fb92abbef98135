import { type Answer, ExperimentError, modelNamed, type Protocol } from "../index.ts";
import { type Draw, type FigureFileOptions, titled } from "./figure-file.ts";

/** @throws ExperimentError where the protocol's answers have no figure: before it is asked */
export function needFigure({ name, figure }: Protocol): void {
  if (figure) return;
  throw new ExperimentError(
    `the answer of ${name} is a few numbers, and has no figure`,
    "--output",
    `rheobase ${name} prints them`,
  );
}

/**
 * The figure of an answer.
 *
 * @param experiment the neuron that was asked, as it stands in the document
 * @throws ExperimentError where the answer has nothing to draw
 */
export function answerFigure(
  asked: Protocol,
  experiment: unknown,
  answer: Answer,
  options: Pick<FigureFileOptions, "title">,
): Draw {
  const title = titled(options, [asked.title, titleOf(experiment) ?? []].flat().join(": "));
  const { model } = experiment as { readonly model: unknown };
  const meanings = typeof model === "string" ? modelNamed(model).meanings : {};
  return (figures, page) => {
    const figure = figures.drawAnswer(asked, answer, { ...page, ...title, meanings });
    if (figure) return figure;
    throw new ExperimentError(`this answer of ${asked.name} has nothing to draw`, "--output", "print it without");
  };
}

/** The title of the model, and its preset; undefined for equations of one's own. */
export function titleOf(experiment: unknown): string | undefined {
  const { model, preset } = experiment as { readonly model: unknown; readonly preset?: string };
  if (typeof model !== "string") return undefined;
  const { title } = modelNamed(model);
  return preset === undefined ? title : `${title}: ${preset}`;
}
