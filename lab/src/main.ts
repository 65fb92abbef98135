import { mount } from "svelte";
import { keepOffline } from "./files/keep-offline.ts";
import Lab from "./lab.svelte";
import "./look/lab.css";

mount(Lab, { target: document.querySelector("#lab")! });
keepOffline();
