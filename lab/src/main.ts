import { mount } from "svelte";
import Lab from "./lab.svelte";
import "./look/lab.css";

mount(Lab, { target: document.querySelector("#lab")! });
