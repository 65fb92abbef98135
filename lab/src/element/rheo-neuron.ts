import type { ExperimentDocument } from "rheobase";
import uplotStyle from "uplot/dist/uPlot.min.css?inline";
import { changedAt, type Path } from "../document/at-place.ts";
import { isTooDeep } from "../document/showable.ts";
import { type FiAnswer, fiQuestion } from "../insights/fi-question.ts";
import palette from "../look/palette.css?inline";
import { unitText } from "../plots/numbers.ts";
import { en } from "../words/en.ts";
import { ko } from "../words/ko.ts";
import type { Messages } from "../words/messages.ts";
import type { Failure, Observation, Outcome } from "../worker/contract.ts";
import { Newest } from "../worker/newest.ts";
import { alertOf, captionOf, element, tableOf, waitingNote } from "./parts.ts";
import { PlotPlace } from "./plot-place.ts";
import { controlOf, slidersOf } from "./sliders.ts";
import style from "./style.css?inline";
import {
  fiPicture,
  type Picture,
  planePicture,
  planeQuestionOf,
  rasterPicture,
  tracePictures,
  type ViewName,
  viewNames,
} from "./views.ts";
import { Workers } from "./workers.ts";

/** Bytes of a document that is fetched. */
const largest = 4_000_000;

const sheet = new CSSStyleSheet();
sheet.replaceSync([uplotStyle, palette, style].join("\n"));

/**
 * `<rheo-neuron>`: an experiment with its plot, alive in any page.
 *
 *     <rheo-neuron view="trace" controls="amplitude tau_m">
 *       <script type="application/json">{ "model": "lif", "duration": "200 ms", … }</script>
 *     </rheo-neuron>
 *
 * `src` names a document instead. `view` is trace, fi, phase-plane or raster; `controls` names the parameters, of the model or of
 * the first stimulus that has them, that get sliders. It computes in workers of its own, once it comes into view, and touches
 * nothing outside itself. It says what it does by events: `run`, whose `detail.fingerprint` is that of the run, and `problem`.
 */
export class RheoNeuron extends HTMLElement {
  static readonly observedAttributes = ["src", "view", "controls", "lang"];

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #plots = element("div", { class: "plots" });
  readonly #controls = element("div", { class: "controls" });
  readonly #problem = element("div", { role: "alert" });
  readonly #foot = element("div", { class: "foot" });
  #document: ExperimentDocument | undefined;
  #observation: Observation | undefined;
  readonly #workers = new Workers();
  #shown: { readonly key: string; readonly place: PlotPlace; readonly caption: HTMLElement }[] = [];
  #pictures: readonly Picture[] = [];
  #visible: IntersectionObserver | undefined;
  #opening = 0;
  readonly #scheme = matchMedia("(prefers-color-scheme: dark)");
  readonly #runs = new Newest<ExperimentDocument, Observation>(
    (document) => this.#workers.simulator.run(document),
    () => void this.#workers.simulator.stop(),
    (outcome) => this.#received(outcome),
  );
  /** What all plots of the stack show of time. */
  readonly #window = {
    from: 0,
    to: 1,
    cursor: undefined as number | undefined,
    isHeld: false,
    hold: () => undefined,
    all: () => this.#show(0, this.#observation?.duration ?? 1),
    show: (from: number, to: number) => this.#show(from, to),
  };

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    const body = element("div", { class: "rheo" });
    body.append(this.#problem, this.#plots, this.#controls, this.#foot);
    this.#root.append(body);
  }

  connectedCallback(): void {
    this.#scheme.addEventListener("change", this.#recolour);
    this.#visible = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.#visible?.disconnect();
      void this.#open();
    });
    this.#visible.observe(this);
  }

  disconnectedCallback(): void {
    this.#opening++;
    this.#visible?.disconnect();
    this.#scheme.removeEventListener("change", this.#recolour);
    this.#workers.end();
    this.#clear();
  }

  attributeChangedCallback(name: string): void {
    if (this.#document === undefined) return;
    if (name === "src") void this.#open();
    else if (name === "controls") this.#makeControls();
    else void this.#draw();
  }

  /** The document as its sliders have made it. */
  get experiment(): ExperimentDocument | undefined {
    return this.#document;
  }

  /** Shows another document. Nothing changes where it is not one. */
  set experiment(json: unknown) {
    void this.#take(json, ++this.#opening);
  }

  get #say(): Messages {
    const language = this.closest("[lang]")?.getAttribute("lang") ?? "en";
    return language.startsWith("ko") ? ko : en;
  }

  get #view(): ViewName {
    const asked = this.getAttribute("view") ?? "trace";
    return viewNames.find((name) => name === asked) ?? "trace";
  }

  async #open(): Promise<void> {
    const opening = ++this.#opening;
    if (this.#shown.length === 0) this.#plots.replaceChildren(waitingNote(this.#say));
    try {
      const source = this.getAttribute("src");
      const text =
        source === null ? this.querySelector('script[type="application/json"]')?.textContent : await fetched(source);
      if (text === null || text === undefined)
        throw new RangeError('there is no document: give "src", or a <script type="application/json"> inside');
      await this.#take(JSON.parse(text), opening);
    } catch (error) {
      this.#fail({
        problem: error instanceof Error ? error.message : String(error),
        wayOut: undefined,
        where: { kind: "run" },
      });
    }
  }

  async #take(json: unknown, opening: number): Promise<void> {
    if (isTooDeep(json))
      return this.#fail({ problem: this.#say.documentDeep, wayOut: undefined, where: { kind: "run" } });
    const outcome = await this.#workers.simulator.open(json);
    if (opening !== this.#opening) return;
    if (outcome.kind === "failed") return this.#fail(outcome.failure);
    if (outcome.kind !== "done") return;
    this.#document = outcome.value;
    this.#makeControls();
    this.#runs.ask(outcome.value);
  }

  #makeControls(): void {
    const document = this.#document!;
    const names = (this.getAttribute("controls") ?? "").split(/[\s,]+/).filter((name) => name !== "");
    const { sliders, unknown } = slidersOf(document, names);
    const move = (path: Path, value: string | number): void => {
      this.#document = changedAt(this.#document, path, value) as ExperimentDocument;
      this.#runs.ask(this.#document);
    };
    this.#controls.replaceChildren(...sliders.map((slider) => controlOf(slider, move)));
    this.#problem.replaceChildren(
      ...unknown.map((name) => alertOf(`controls: there is no parameter "${name}" of the model or a stimulus`)),
    );
  }

  #received(outcome: Outcome<Observation>): void {
    if (outcome.kind === "failed") this.#fail(outcome.failure);
    if (outcome.kind !== "done") return;
    const isFirst = this.#observation?.duration !== outcome.value.duration;
    this.#observation = outcome.value;
    if (isFirst) Object.assign(this.#window, { from: 0, to: outcome.value.duration });
    void this.#draw();
  }

  async #draw(): Promise<void> {
    const observation = this.#observation;
    if (!observation) return;
    const pictures = await this.#picturesOf(observation);
    if (pictures.kind === "failed") return this.#fail(pictures.failure);
    if (pictures.kind !== "done" || observation !== this.#observation) return;
    this.#problem.replaceChildren(...[...this.#problem.children].filter((note) => !note.hasAttribute("data-run")));
    this.#present(pictures.value);
    const { fingerprint } = observation;
    this.#foot.replaceChildren(
      ...captionOf(fingerprint, this.#say),
      ...this.#pictures.map((picture) => tableOf(picture, this.#say)),
    );
    this.dispatchEvent(new CustomEvent("run", { detail: { fingerprint } }));
  }

  async #picturesOf(observation: Observation): Promise<Outcome<readonly Picture[]>> {
    const say = this.#say;
    switch (this.#view) {
      case "trace":
        return { kind: "done", value: tracePictures(observation, this.#window, this.clientWidth, say) };
      case "raster":
        return { kind: "done", value: [rasterPicture(observation, say)] };
      case "fi": {
        const outcome = (await this.#workers.answerer.ask(fiQuestion(observation.document))) as Outcome<FiAnswer>;
        return outcome.kind === "done" ? { kind: "done", value: [fiPicture(outcome.value, say)] } : outcome;
      }
      case "phase-plane": {
        const question = planeQuestionOf(observation);
        if (!question)
          return { kind: "failed", failure: { problem: say.planeNeedsTwo, wayOut: undefined, where: { kind: "run" } } };
        const outcome = await this.#workers.answerer.plane(question);
        if (outcome.kind !== "done") return outcome;
        const picture = planePicture(outcome.value, observation, say);
        return { kind: "done", value: picture ? [picture] : [] };
      }
    }
  }

  #present(pictures: readonly Picture[]): void {
    const keys = pictures.map(({ name, role }) => `${this.#view} ${role} ${name}`);
    if (keys.join() !== this.#shown.map(({ key }) => key).join()) {
      this.#clear();
      this.#plots.replaceChildren();
      this.#shown = pictures.map(({ name, role }, k) => {
        const [figure, caption, canvas] = [
          element("figure", { class: role }),
          element("figcaption", {}),
          element("div", { class: "canvas", "aria-hidden": "true" }),
        ];
        figure.setAttribute("aria-label", this.#view === "trace" ? this.#say.plotOf(name) : name);
        figure.append(caption, canvas);
        this.#plots.append(figure);
        return { key: keys[k]!, place: new PlotPlace(canvas), caption };
      });
    }
    this.#pictures = pictures;
    for (const [k, { name, unit, shape, spec, data }] of pictures.entries()) {
      const { place, caption } = this.#shown[k]!;
      const [title, own] = [element("span", { class: "name" }), element("span", {})];
      title.textContent = name;
      own.textContent = unitText(unit);
      caption.replaceChildren(title, own);
      place.show(shape, spec, data);
    }
  }

  #show(from: number, to: number): void {
    const duration = this.#observation?.duration ?? 1;
    const width = Math.min(duration, Math.max(to - from, duration * 1e-6));
    const start = Math.max(0, Math.min(from, duration - width));
    Object.assign(this.#window, { from: start, to: start + width });
    if (this.#view === "trace" && this.#observation)
      this.#present(tracePictures(this.#observation, this.#window, this.clientWidth, this.#say));
  }

  readonly #recolour = (): void => {
    for (const { place } of this.#shown) place.recolour();
  };

  #fail(failure: Failure): void {
    this.#problem.replaceChildren(alertOf(failure));
    if (this.#shown.length === 0) this.#plots.replaceChildren();
    this.dispatchEvent(new CustomEvent("problem", { detail: { problem: failure.problem } }));
  }

  #clear(): void {
    for (const { place } of this.#shown) place.remove();
    this.#shown = [];
  }
}

async function fetched(source: string): Promise<string> {
  const response = await fetch(source);
  if (!response.ok) throw new RangeError(`${source} cannot be read: ${response.status} ${response.statusText}`);
  const text = await response.text();
  if (text.length > largest) throw new RangeError(`${source} has ${text.length} letters, too many for an experiment`);
  return text;
}

if (!customElements.get("rheo-neuron")) customElements.define("rheo-neuron", RheoNeuron);
