# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody would write in PyTorch instead, on the paper's network: prints "name replica-steps-per-CPU-second".

N = 512 samples, batches of 64, L = 3, w = 10, two inputs and outputs, float32 (PyTorch's own choice, to its advantage).
"""
import math
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(1)

SAMPLES, BATCH, WIDTH, REPLICAS = 512, 64, 10, 256
RATE, DECAY, TEMPERATURE = 0.08, 0.32, 1e-3

covariance = torch.eye(4)
covariance[0, 2] = covariance[2, 0] = 0.9
covariance[1, 3] = covariance[3, 1] = 0.8
points = torch.randn(SAMPLES, 4) @ torch.linalg.cholesky(covariance).T
inputs, targets = points[:, :2].contiguous(), points[:, 2:].contiguous()


def rate(steps, work, seconds):
    """Steps per CPU second of a piece of work, repeated for some time."""
    work()
    begin, done = time.process_time(), 0
    while time.process_time() - begin < seconds:
        work()
        done += steps
    return done / (time.process_time() - begin)


def sequential(tanh):
    """The usual script: one network, nn.Sequential, SGD with weight decay."""
    nn = torch.nn
    hidden = [nn.Tanh()] if tanh else []
    network = nn.Sequential(
        nn.Linear(2, WIDTH, bias=False), *hidden,
        nn.Linear(WIDTH, WIDTH, bias=False), *hidden,
        nn.Linear(WIDTH, 2, bias=False))
    optimiser = torch.optim.SGD(network.parameters(), lr=RATE, weight_decay=DECAY)
    criterion = nn.MSELoss()

    def epoch():
        order = torch.randperm(SAMPLES)
        for first in range(0, SAMPLES, BATCH):
            batch = order[first:first + BATCH]
            optimiser.zero_grad()
            criterion(network(inputs[batch]), targets[batch]).backward()
            optimiser.step()

    return epoch


def first_weights():
    scale = 1 / math.sqrt(WIDTH)
    return [scale * torch.randn(REPLICAS, WIDTH, 2), scale * torch.randn(REPLICAS, WIDTH, WIDTH),
            scale * torch.randn(REPLICAS, 2, WIDTH)]


def batched(tanh):
    """Many replicas in one tensor, gradients by hand with batched matrix products."""
    weights = first_weights()

    def epoch():
        order = torch.rand(REPLICAS, SAMPLES).argsort(1)
        for first in range(0, SAMPLES, BATCH):
            batch = order[:, first:first + BATCH]
            x, y = inputs[batch].transpose(1, 2), targets[batch].transpose(1, 2)
            h1 = torch.bmm(weights[0], x)
            if tanh:
                h1 = torch.tanh(h1)
            h2 = torch.bmm(weights[1], h1)
            if tanh:
                h2 = torch.tanh(h2)
            error = (torch.bmm(weights[2], h2) - y) / BATCH
            s2 = torch.bmm(weights[2].transpose(1, 2), error)
            if tanh:
                s2 = s2 * (1 - h2 * h2)
            s1 = torch.bmm(weights[1].transpose(1, 2), s2)
            if tanh:
                s1 = s1 * (1 - h1 * h1)
            gradients = [torch.bmm(s1, x.transpose(1, 2)), torch.bmm(s2, h1.transpose(1, 2)),
                         torch.bmm(error, h2.transpose(1, 2))]
            for weight, gradient in zip(weights, gradients):
                weight.mul_(1 - RATE * DECAY).sub_(gradient, alpha=RATE)

    return epoch


def langevin(shared):
    """Many replicas on the population's moments with noise on every weight; eight steps. Each layer's gradient is
    written down as it stands (the slope between the products behind and before the layer), or with shared products."""
    weights = first_weights()
    task = torch.diag(torch.tensor([0.9, 0.8]))
    kick = math.sqrt(2 * RATE * TEMPERATURE)

    def epoch():
        for _ in range(SAMPLES // BATCH):
            lower = torch.bmm(weights[1], weights[0])
            slope = torch.bmm(weights[2], lower) - task
            if shared:
                behind = torch.bmm(weights[2].transpose(1, 2), slope)
                first = torch.bmm(weights[1].transpose(1, 2), behind)
                second = torch.bmm(behind, weights[0].transpose(1, 2))
            else:
                upper = torch.bmm(weights[2], weights[1])
                first = torch.bmm(upper.transpose(1, 2), slope)
                second = torch.bmm(torch.bmm(weights[2].transpose(1, 2), slope), weights[0].transpose(1, 2))
            gradients = [first, second, torch.bmm(slope, lower.transpose(1, 2))]
            for weight, gradient in zip(weights, gradients):
                weight.mul_(1 - RATE * DECAY).sub_(gradient, alpha=RATE)
                weight.add_(torch.randn_like(weight), alpha=kick)

    return epoch


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    steps = SAMPLES // BATCH
    print("sequential_minibatch", rate(steps, sequential(False), seconds))
    print("sequential_tanh", rate(steps, sequential(True), seconds))
    with torch.no_grad():
        print("bmm_minibatch", rate(steps * REPLICAS, batched(False), seconds))
        print("bmm_tanh", rate(steps * REPLICAS, batched(True), seconds))
        print("bmm_langevin", rate(steps * REPLICAS, langevin(False), seconds))
        print("bmm_langevin_shared_products", rate(steps * REPLICAS, langevin(True), seconds))


if __name__ == "__main__":
    main()
