import { readFileSync, writeFileSync, readdirSync } from "node:fs";
import { test } from "vitest";
import { readRecording, joinRecordings } from "../src/data/index.ts";
import { recogniseCourse } from "../src/analysis/cell/current-course.ts";
import { measureStep } from "../src/analysis/cell/step-measures.ts";
import { spikeCriterionOf, timesOf } from "../src/analysis/cell/spike-times.ts";
test("m", async () => {
  let out="";
  const R="/work/shared/reference/data/", D="/work/shared/data/";
  for (const [set, files] of [["abf1-steps",["190619B_0003.abf"]],["abf2-ficurve",["18711001.abf"]],["abf2-fsi-steps",["2019_07_24_0055_fsi.abf"]],["abf2-small-steps",["File_axon_5.abf"]],["abf2-steps-dual",["171116sh_0018.abf"]],["ca1-pyr-ferguson",["PYR2.abf"]],["s1-lantyer-nwb2",["LantyerEtAl2018_180817_ME_9_CC.nwb"]],["l5-c060109a1-ibw2",readdirSync(D+"l5-c060109a1-ibw2").filter(f=>/ibw$/.test(f))]] as const) {
    const ref=JSON.parse(readFileSync(R+set+".json","utf8"));
    const r=joinRecordings(await Promise.all(files.map(f=>readRecording(D+set+"/"+f))));
    const c=spikeCriterionOf(r.sweeps as any);
    out+=`${set} ${JSON.stringify(c)} ref ${ref.summary.spike_threshold_mV} sweeps ${r.sweeps.length}\n`;
    r.sweeps.forEach((s: any,k)=>{ const e=ref.sweeps[k]; const sp=timesOf(s,c); const cc=recogniseCourse(s.current,s.rate); const st={start:ref.summary.step_on_s,stop:ref.summary.step_off_s,amplitude:0};
      const m=measureStep(s,st,sp); const dt=e.spike_times_s.length===sp.length? Math.max(0,...e.spike_times_s.map((t:number,i:number)=>Math.abs(t-sp[i]!)*1e3)):NaN;
      const f=(x:any,y:any,u:number)=> `${x===undefined?"-":(x*u).toFixed(3)}/${y??"-"}`;
      out+=`  ${e.label} ${cc.kind} n ${sp.length}/${e.n_spikes_total} dt ${dt.toFixed(3)}ms V ${f(m.baseVoltage,e.V_base_mV,1e3)} ss ${f(m.steadyVoltage,e.V_ss_mV,1e3)} dI ${f(m.amplitude,e.dI_pA,1e12)} R ${f(m.resistance,e.R_in_MOhm,1e-6)} sag ${f(m.sagRatio,e.sag_ratio,1)} tau ${f(m.timeConstant,e.tau_fit?.tau_ms,1e3)} lat ${f(m.latency,e.first_spike_latency_ms,1e3)} ad ${f(m.adaptation,e.adaptation_ratio_last_first,1)}\n`; });
  }
  writeFileSync("/tmp/probe/steps.txt",out);
},300000);
