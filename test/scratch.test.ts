import { readdirSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { readRecording, joinRecordings } from "../src/data/index.ts";
import { recogniseCourse } from "../src/analysis/cell/current-course.ts";
test("courses", async () => {
  let out="";
  for (const d of readdirSync("/work/shared/data",{withFileTypes:true})) if(d.isDirectory()) for (const f of readdirSync(`/work/shared/data/${d.name}`)) if(/\.(abf|nwb|csv|gz)$|ch0.*ibw|ch3.*ibw/.test(f)) {
    const r=await readRecording(`/work/shared/data/${d.name}/${f}`);
    const show=(s: any)=>{ const c=recogniseCourse(s.current,s.rate); const p=(x:number)=>(x*1e12).toFixed(1); return c.kind+" h"+p(c.holding)+" "+(c.kind==="steps"?c.steps.map(q=>`${(q.start*1e3).toFixed(2)}-${(q.stop*1e3).toFixed(2)}:${p(q.amplitude)}`).join(" "):c.kind==="ramp"?`${(c.ramp.start*1e3).toFixed(2)}-${(c.ramp.stop*1e3).toFixed(2)}:${p(c.ramp.from)}..${p(c.ramp.to)}`:""); };
    out+=f+"\n"+[0,1,2,Math.floor(r.sweeps.length/2),r.sweeps.length-1].filter((k,i,a)=>k<r.sweeps.length&&a.indexOf(k)===i).map(k=>"   "+k+" "+show(r.sweeps[k])).join("\n")+"\n";
  }
  writeFileSync("/tmp/probe/courses.txt",out);
});
