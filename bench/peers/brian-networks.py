"""Builds a network with Brian2's C++ standalone device and its own compiler flags: brian-networks.py NAME FOLDER SECONDS

The networks are those of bench/network-workloads.js: the same equations, connection probabilities, delays and starts.
"""

import sys

from brian2 import *


def vogels_abbott(equations, threshold, reset, refractory, namespace, weights, start, method):
    neurons = NeuronGroup(4000, equations, threshold=threshold, reset=reset, refractory=refractory, method=method, namespace=namespace)
    excitatory = Synapses(neurons[:3200], neurons, on_pre=weights[0], namespace=namespace)
    inhibitory = Synapses(neurons[3200:], neurons, on_pre=weights[1], namespace=namespace)
    for synapses in (excitatory, inhibitory):
        synapses.connect(p=0.02)
    for name, value in start.items():
        setattr(neurons, name, value)
    return [neurons, excitatory, inhibitory], neurons


def cuba():
    equations = """
    dv/dt = (g_e + g_i - (v + 49*mV))/(20*ms) : volt (unless refractory)
    dg_e/dt = -g_e/(5*ms) : volt
    dg_i/dt = -g_i/(10*ms) : volt
    """
    return vogels_abbott(equations, "v > -50*mV", "v = -60*mV", 5 * ms, {}, ("g_e += 1.62*mV", "g_i += -9*mV"), {"v": "-60*mV + rand()*10*mV"}, "exact")


def coba():
    equations = """
    dv/dt = (g_e*(0*mV - v) + g_i*(-80*mV - v) - 10*nS*(v + 60*mV))/(200*pF) : volt (unless refractory)
    dg_e/dt = -g_e/(5*ms) : siemens
    dg_i/dt = -g_i/(10*ms) : siemens
    """
    start = {"v": "-60*mV + (5*randn() - 5)*mV", "g_e": "(1.5*randn() + 4)*10*nS", "g_i": "(12*randn() + 20)*10*nS"}
    return vogels_abbott(equations, "v > -50*mV", "v = -60*mV", 5 * ms, {}, ("g_e += 6*nS", "g_i += 67*nS"), start, "exponential_euler")


def cobahh():
    equations = """
    dv/dt = (10*nS*(-60*mV - v) + g_e*(0*mV - v) + g_i*(-80*mV - v) - 20*uS*(m*m*m)*h*(v - 50*mV) - 6*uS*(n*n*n*n)*(v + 90*mV))/(200*pF) : volt
    dm/dt = a_m*(1 - m) - b_m*m : 1
    dn/dt = a_n*(1 - n) - b_n*n : 1
    dh/dt = a_h*(1 - h) - b_h*h : 1
    dg_e/dt = -g_e/(5*ms) : siemens
    dg_i/dt = -g_i/(10*ms) : siemens
    a_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v - 63*mV)/(4*mV))/ms : Hz
    b_m = 0.28*(mV**-1)*5*mV/exprel((v + 63*mV - 40*mV)/(5*mV))/ms : Hz
    a_h = 0.128*exp((17*mV - v - 63*mV)/(18*mV))/ms : Hz
    b_h = 4/(1 + exp((40*mV - v - 63*mV)/(5*mV)))/ms : Hz
    a_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v - 63*mV)/(5*mV))/ms : Hz
    b_n = 0.5*exp((10*mV - v - 63*mV)/(40*mV))/ms : Hz
    """
    start = {"v": "-60*mV + (5*randn() - 5)*mV", "g_e": "(1.5*randn() + 4)*10*nS", "g_i": "(12*randn() + 20)*10*nS"}
    return vogels_abbott(equations, "v > -20*mV", None, 3 * ms, {}, ("g_e += 6*nS", "g_i += 67*nS"), start, "exponential_euler")


def brunel():
    neurons = NeuronGroup(12500, "dv/dt = -v/(20*ms) : volt (unless refractory)", threshold="v > 20*mV", reset="v = 10*mV", refractory=2 * ms, method="exact")
    excitatory = Synapses(neurons[:10000], neurons, on_pre="v += 0.1*mV", delay=1.5 * ms)
    inhibitory = Synapses(neurons[10000:], neurons, on_pre="v += -0.5*mV", delay=1.5 * ms)
    for synapses in (excitatory, inhibitory):
        synapses.connect(p=0.1)
    return [neurons, excitatory, inhibitory, PoissonInput(neurons, "v", 1000, 20 * Hz, weight=0.1 * mV)], neurons


def main():
    name, folder, seconds = sys.argv[1:]
    set_device("cpp_standalone", build_on_run=False, directory=folder)
    prefs.devices.cpp_standalone.openmp_threads = 0
    defaultclock.dt = 0.1 * ms
    seed(1)
    objects, neurons = {"cuba": cuba, "coba": coba, "cobahh": cobahh, "brunel": brunel}[name]()
    spikes = SpikeMonitor(neurons)
    Network(*objects, spikes).run(float(seconds) * second)
    device.build(directory=folder, compile=True, run=False)


main()
