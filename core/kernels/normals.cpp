#include "core/kernels/block.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/normals.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/noise-inl.h"

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

template<class T> HWY_INLINE void drawAny(const NormalScale& scale, std::uint64_t* state, int count, float* out)
{
    using D = hn::CappedTag<T, kLanes<T>>;
    const std::size_t width = hn::Lanes(D());
    HWY_ALIGN float four[4 * kLanes<T>];
    for (std::size_t lane = 0; lane < kLanes<T>; lane += width) {
        NoiseSource<D> source(scale);
        source.load(state + lane);
        for (int i = 0; i < count; i += 4) {
            source.fill(4, four);
            for (int u = 0; u < 4; ++u)
                std::copy_n(four + u * width, width, out + (i + u) * kLanes<T> + lane);
        }
        source.store(state + lane);
    }
}

void drawF64(const NormalScale& scale, std::uint64_t* state, int count, float* out)
{
    drawAny<double>(scale, state, count, out);
}
void drawF32(const NormalScale& scale, std::uint64_t* state, int count, float* out)
{
    drawAny<float>(scale, state, count, out);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(drawF64);
HWY_EXPORT(drawF32);
} // namespace

template<> void drawNormals<double>(const NormalScale& scale, std::uint64_t* state, int count, float* out)
{
    HWY_DYNAMIC_DISPATCH(drawF64)(scale, state, count, out);
}
template<> void drawNormals<float>(const NormalScale& scale, std::uint64_t* state, int count, float* out)
{
    HWY_DYNAMIC_DISPATCH(drawF32)(scale, state, count, out);
}

} // namespace hysteron::kernels
#endif
