"""Builds one workload with Brian2's C++ standalone device, with Brian2's own compiler flags, and leaves the program to the caller.

Reads as JSON on standard input:
{"folder": ..., "equations": ..., "parameters": {"E_L": "-70 mV"}, "threshold": ..., "reset": ..., "refractory": "2 ms",
 "initial": {"v": "-70 mV"}, "spread": {"I": {"file": ..., "unit": "nA"}}, "method": "euler", "dt": 0.1, "steps": 5000}
Columns are files of doubles, one for each neuron; dt is in ms.
"""

import json
import sys

import brian2
import numpy

UNITS = {name: value for name, value in vars(brian2).items() if isinstance(value, brian2.Unit)}


def quantity(value):
    """"-70 mV" -> -70*mV; a number stays a number."""
    if not isinstance(value, str):
        return value
    number, name = value.split(" ")
    return float(number) * unit(name)


def unit(name):
    return 1 if name == "1" else UNITS[name.replace("Ohm", "ohm")]


def main():
    work = json.load(sys.stdin)
    brian2.set_device("cpp_standalone", build_on_run=False, directory=work["folder"])
    brian2.prefs.devices.cpp_standalone.openmp_threads = 0
    brian2.defaultclock.dt = work["dt"] * brian2.ms
    columns = {
        name: numpy.fromfile(column["file"]) * unit(column["unit"]) for name, column in work["spread"].items()
    }
    group = brian2.NeuronGroup(
        len(next(iter(columns.values()))),
        work["equations"],
        threshold=work["threshold"],
        reset=work["reset"],
        refractory=quantity(work.get("refractory", False)),
        method=work["method"].replace("-", "_"),
        namespace={name: quantity(value) for name, value in work["parameters"].items()},
    )
    for name, values in columns.items():
        setattr(group, name, values)
    for name, value in work["initial"].items():
        setattr(group, name, quantity(value))
    spikes = brian2.SpikeMonitor(group)
    network = brian2.Network(group, spikes)
    network.run(work["steps"] * brian2.defaultclock.dt)
    brian2.device.build(directory=work["folder"], compile=True, run=False)


main()
