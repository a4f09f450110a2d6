// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/fresh_law.h"

#include <stdexcept>
#include <vector>

namespace hysteron {

kernels::FreshLaw freshLaw(const Task& task, int batch)
{
    if (!task.population)
        throw std::logic_error("fresh data need a task whose law is known");
    const int in = task.inputs(), out = task.outputs();
    Eigen::MatrixXd joint(in + out, in + out);
    joint << task.population->xx, task.population->yx.transpose(), task.population->yx, task.population->yy;
    const Eigen::MatrixXd factor = joint.llt().matrixL();
    std::vector<double> rows;
    for (Eigen::Index i = 0; i < factor.rows(); ++i)
        rows.insert(rows.end(), factor.row(i).begin(), factor.row(i).end());
    return {in, out, rows, batch};
}

} // namespace hysteron
