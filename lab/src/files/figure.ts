import { type ExperimentDocument, modelNamed, prepareExperiment, simulateAsync } from "rheobase";
import { drawRecording, potentialLines } from "rheobase/plot";

/** The recording as an SVG text, drawn for print: light, whatever the page looks like. */
export async function figureSvg(document: ExperimentDocument): Promise<string> {
  const { model } = prepareExperiment(document).compiled;
  const figure = drawRecording(await simulateAsync(document), {
    document: globalThis.document,
    size: "screen",
    inputs: model.inputs.map(({ name }) => name),
    meanings: typeof document.model === "string" ? modelNamed(document.model).meanings : {},
    lines: () => potentialLines(model),
  });
  return `${new XMLSerializer().serializeToString(figure)}\n`;
}

/** Dots of the picture for one of the figure. */
const resolution = 2;

/** The picture of an SVG text. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * resolution;
    canvas.height = image.naturalHeight * resolution;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
