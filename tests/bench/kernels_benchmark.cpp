// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/fma_limit.h"
#include "core/sampling/workload.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <string>

using namespace hysteron;

namespace {

void registerAll()
{
    for (auto& made : sampling::makeWorkloads()) {
        const std::shared_ptr<sampling::Workload> workload = std::move(made);
        const std::string name = workload->name() + "/" + workload->precision();
        benchmark::RegisterBenchmark(name.c_str(), [workload](benchmark::State& state) {
            for (auto _ : state)
                state.SetItemsProcessed(state.items_processed() + workload->advance(16)); // replica steps
        });
    }
    benchmark::RegisterBenchmark("fused multiply-adds/f64", [](benchmark::State& state) {
        double done = 0.0;
        for (auto _ : state)
            done += kernels::fusedMultiplyAdds<double>(1e6);
        state.SetItemsProcessed(static_cast<std::int64_t>(done));
    });
}

} // namespace

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    registerAll();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
