import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Letters that the bundled font lacks: it has Latin, Greek, Cyrillic, arrows, mathematics and the like. */
const foreign = /[\u0530-\u1cff\u2400-\u24ff\u27c0-\ufaff\ufb07-\uffff]/;

/**
 * The picture of an SVG text as a PNG file, `width` pixels wide. Text is drawn with the bundled font, the same on every
 * machine; only where it has no letter for a text (한글) the fonts of the system are looked through too.
 */
export async function pngBytes(svg: string, width: number): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const fonts = ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"];
  // The system may have the wider cut of the same family.
  const picture = new Resvg(svg.replace("<svg ", '<svg font-stretch="condensed" '), {
    fitTo: { mode: "width", value: width },
    font: {
      fontFiles: fonts.map((name) => require.resolve(`dejavu-fonts-ttf/ttf/${name}`)),
      loadSystemFonts: foreign.test(svg),
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return picture.render().asPng();
}
