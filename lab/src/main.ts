import { mount } from "svelte";
import Lab from "./lab.svelte";
import "./look/lab.css";
import { words } from "./words/words.svelte.ts";

await words.ready;
mount(Lab, { target: document.querySelector("#lab")! });
