import { mount } from "svelte";
import { keepOffline } from "./files/keep-offline.ts";
import Lab from "./lab.svelte";
import "./look/lab.css";
import { words } from "./words/words.svelte.ts";

await words.ready;
mount(Lab, { target: document.querySelector("#lab")! });
keepOffline();
