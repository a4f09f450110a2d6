#include "core/model/loss.h"

namespace hysteron {

double loss(const Network& network, const Moments& moments, double beta)
{
    const double dataTerm = 0.5 * meanSquaredError(network.endToEnd(), moments) * network.shape().outputs;
    return dataTerm + 0.5 * beta * network.weights().squaredNorm();
}

double meanSquaredError(const Eigen::MatrixXd& endToEnd, const Moments& moments)
{
    const double squared = moments.yy.trace() - 2.0 * endToEnd.cwiseProduct(moments.yx).sum() +
                           (endToEnd * moments.xx).cwiseProduct(endToEnd).sum();
    return squared / static_cast<double>(endToEnd.rows());
}

GradientWorkspace::GradientWorkspace(const NetworkShape& shape) : m_shape(shape)
{
    for (int l = 0; l < shape.depth; ++l)
        m_forward.emplace_back(shape.rows(l), shape.inputs);
    m_error.resize(shape.outputs, shape.inputs);
}

void GradientWorkspace::dataGradient(const Network& network, const Moments& moments, Eigen::VectorXd& gradient)
{
    const int last = m_shape.depth - 1;
    gradient.resize(network.weights().size());

    m_forward[0] = network.layer(0);
    for (int l = 1; l <= last; ++l)
        m_forward[l].noalias() = network.layer(l) * m_forward[l - 1];

    // dU/dP = P Sxx - Syx; each layer sees it between the products of the layers behind and before it:
    // dU/dW_l = (W_L ... W_{l+1})^T dU/dP (W_{l-1} ... W_1)^T.
    m_error.noalias() = m_forward[last] * moments.xx;
    m_error -= moments.yx;

    m_backward = m_error;
    Eigen::Index end = gradient.size();
    for (int l = last; l >= 0; --l) {
        const int rows = m_shape.rows(l);
        const int cols = m_shape.cols(l);
        end -= rows * cols;
        Eigen::Map<Eigen::MatrixXd> layerGradient(gradient.data() + end, rows, cols);
        if (l == 0) {
            layerGradient = m_backward;
            break;
        }
        layerGradient.noalias() = m_backward * m_forward[l - 1].transpose();
        m_next.noalias() = network.layer(l).transpose() * m_backward;
        m_backward.swap(m_next);
    }
}

} // namespace hysteron
