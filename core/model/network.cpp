#include "core/model/network.h"

namespace hysteron {

namespace {
constexpr int kMaxDepth = 12;
constexpr int kMaxWidth = 64;

const char* nameOf(Activation activation)
{
    switch (activation) {
    case Activation::Linear:
        return "linear";
    case Activation::Tanh:
        return "tanh";
    case Activation::Sigmoid:
        return "sigmoid";
    case Activation::Relu:
        return "relu";
    }
    return "";
}
} // namespace

Errors NetworkOptions::validate() const
{
    Errors errors;
    if (depth < 2 || depth > kMaxDepth)
        errors.push_back({"network.depth", std::to_string(depth), "must be a whole number from 2 to 12"});
    if (width < 1 || width > kMaxWidth)
        errors.push_back({"network.width", std::to_string(width), "must be a whole number from 1 to 64"});
    if (activation != Activation::Linear)
        errors.push_back(
            {"network.activation", nameOf(activation), "only linear networks can be trained in this version"});
    return errors;
}

Network::Network(NetworkShape shape) : m_shape(shape)
{
    int offset = 0;
    for (int l = 0; l < m_shape.depth; ++l) {
        m_offsets.push_back(offset);
        offset += m_shape.rows(l) * m_shape.cols(l);
    }
    m_weights = Eigen::VectorXd::Zero(offset);
}

Eigen::Map<Eigen::MatrixXd> Network::layer(int index)
{
    return {m_weights.data() + m_offsets[index], m_shape.rows(index), m_shape.cols(index)};
}

Eigen::Map<const Eigen::MatrixXd> Network::layer(int index) const
{
    return {m_weights.data() + m_offsets[index], m_shape.rows(index), m_shape.cols(index)};
}

Eigen::MatrixXd Network::endToEnd() const
{
    Eigen::MatrixXd product = layer(0);
    for (int l = 1; l < m_shape.depth; ++l)
        product = layer(l) * product;
    return product;
}

void Network::initialise(double std, RandomStream& random)
{
    random.fillNormal({m_weights.data(), static_cast<std::size_t>(m_weights.size())});
    m_weights *= std;
}

} // namespace hysteron
