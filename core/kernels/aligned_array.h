// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace hysteron::kernels {

/// Numbers on a 64-byte boundary, zero at first; movable, not copyable.
template<class T> class AlignedArray
{
    static_assert(std::is_trivial_v<T>);

public:
    AlignedArray() = default;
    explicit AlignedArray(std::size_t size)
        : m_data(static_cast<T*>(::operator new[](size * sizeof(T), kBoundary))), m_size(size)
    {
        std::fill_n(m_data.get(), size, T{});
    }

    [[nodiscard]] T* data() { return m_data.get(); }
    [[nodiscard]] const T* data() const { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] T& operator[](std::size_t i) { return m_data.get()[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return m_data.get()[i]; }

private:
    static constexpr std::align_val_t kBoundary{64};
    struct Free {
        void operator()(T* data) const { ::operator delete[](data, kBoundary); }
    };
    std::unique_ptr<T, Free> m_data;
    std::size_t m_size = 0;
};

} // namespace hysteron::kernels
