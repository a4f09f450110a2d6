#!/usr/bin/env python3
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program, PyTorch and Eigen in turns on one core and prints rates and ratios.

    tests/bench/compare.py BUILD [--rounds 7] [--seconds 1] [--write PERFORMANCE.md]

Rates are replica steps per CPU second. A round runs every program once; a ratio is taken within its round, so that a
slow moment of the machine meets both sides. PyTorch needs python3-torch; without it its lines are left out.
"""
import argparse
import datetime
import json
import os
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST_CPU = str(sorted(os.sched_getaffinity(0))[0])
ENVIRONMENT = dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

# name, ours, theirs, least ratio
RATIOS = [
    ("mini-batch f64 / nn.Sequential", "minibatch f64", "sequential_minibatch", 1500),
    ("mini-batch f64 / PyTorch bmm", "minibatch f64", "bmm_minibatch", 220),
    ("mini-batch f64 / Eigen", "minibatch f64", "eigen_minibatch", None),
    ("Langevin f64 / PyTorch bmm", "langevin f64", "bmm_langevin", 16),
    ("Langevin f64 / PyTorch bmm, shared products", "langevin f64", "bmm_langevin_shared_products", None),
    ("Langevin f64 / Eigen", "langevin f64", "eigen_langevin", 30),
    ("gradient f64 / multiply-add limit", "gradient f64", "gradient f64 limit", 0.75),
    ("gradient f32 / multiply-add limit", "gradient f32", "gradient f32 limit", None),
    ("tanh f64 / PyTorch bmm", "tanh f64", "bmm_tanh", 10),
    ("tanh f64 / nn.Sequential", "tanh f64", "sequential_tanh", None),
    ("two threads / one, per CPU second, paired", "ensemble langevin f64 2 share", "one share", 0.95),
]


def run(command, pinned=True):
    prefix = ["taskset", "-c", FIRST_CPU] if pinned else []
    return subprocess.run(prefix + command, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout


def pairs(text):
    return {name: float(value) for name, value in (line.split() for line in text.splitlines())}


def program(build, seconds, pinned):
    command = [os.path.join(build, "bin", "hysteron-cli"), "bench", "--json", "--seconds", str(seconds)]
    answer = json.loads(run(command + (["--threads", "1"] if pinned else ["--threads", "2", "--fig1a"]), pinned))
    rates = {"fig1a seconds": answer["fig1a_seconds"]} if answer["fig1a_seconds"] else {}
    for result in answer["results"]:
        name = f'{result["name"]} {result["precision"]}'
        if result["threads"] > 1:
            name += f' {result["threads"]}'
        rates[name] = result["replica_steps_per_second"]
        if result.get("share_of_one_thread"):  # paired, round by round
            rates[name + " share"] = result["share_of_one_thread"]
            rates["one share"] = 1.0
        if result["share_of_multiply_add_limit"]:
            rates[name + " limit"] = rates[name] / result["share_of_multiply_add_limit"]
    return rates


def torch_python():
    for python in ("/usr/bin/python3", sys.executable):
        if subprocess.run([python, "-c", "import torch"], capture_output=True).returncode == 0:
            return python
    return None


def measure(build, rounds, seconds):
    python = torch_python()
    measured = []
    for number in range(rounds):
        rates = program(build, 4 * seconds, True)
        rates.update(pairs(run([os.path.join(build, "bin", "eigen_loops"), str(seconds)])))
        if python:
            rates.update(pairs(run([python, os.path.join(HERE, "torch_loops.py"), str(seconds)])))
        if os.cpu_count() > 1:
            both = program(build, 2 * seconds, False)
            rates.update({name: both[name] for name in both if name.startswith(("ensemble", "fig1a", "one share"))})
        measured.append(rates)
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return measured


def spread(values):
    return statistics.median(values), min(values), max(values)


def machine():
    with open("/proc/cpuinfo") as info:
        model = re.search(r"model name\s*:\s*(.*)", info.read())
    return model.group(1) if model else "unknown machine"


def table(measured):
    lines = ["| ratio | median | least | most | asked |", "|---|---|---|---|---|"]
    for name, ours, theirs, least in RATIOS:
        values = [rates[ours] / rates[theirs] for rates in measured if ours in rates and theirs in rates]
        if values:
            lines.append("| %s | %.3g | %.3g | %.3g | %s |" % (name, *spread(values), "" if least is None else f">= {least}"))
    lines += ["", "| replica steps per CPU second, in millions | median | least | most |", "|---|---|---|---|"]
    for name in measured[0]:
        if not name.endswith(("limit", "seconds", "share")):
            values = [rates[name] / 1e6 for rates in measured]
            lines.append("| %s | %.4g | %.4g | %.4g |" % (name.replace("_", " "), *spread(values)))
    seconds = [rates["fig1a seconds"] for rates in measured if "fig1a seconds" in rates]
    if seconds:
        lines += ["", "Fig. 1(a) in full (3 protocols, 50 seeds, 20000 epochs, every epoch observed) on two threads: "
                  "%.2f s (%.2f to %.2f)." % spread(seconds)]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", help="build folder of a release build")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0, help="CPU seconds for each loop of others")
    parser.add_argument("--write", metavar="FILE", help="put the tables between the marks in this file")
    arguments = parser.parse_args()
    lines = [f"Measured on {datetime.date.today()}, {machine()}, {arguments.rounds} interleaved rounds.", ""]
    lines += table(measure(arguments.build, arguments.rounds, arguments.seconds))
    print("\n".join(lines))
    if arguments.write:
        with open(arguments.write) as file:
            text = file.read()
        begin, end = "<!-- measured -->\n", "<!-- end of measured -->\n"
        head, rest = text.split(begin)
        with open(arguments.write, "w") as file:
            file.write(head + begin + "\n".join(lines) + "\n" + end + rest.split(end)[1])


if __name__ == "__main__":
    main()
