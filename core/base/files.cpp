// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace hysteron {

namespace {

namespace fs = std::filesystem;

std::string reason(int number)
{
    return std::generic_category().message(number);
}

/// An open file of the system; closes itself.
class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { static_cast<void>(close()); }

    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    [[nodiscard]] int number() const { return m_number; }
    /// What was still on its way may fail here.
    [[nodiscard]] bool close() { return m_number < 0 || ::close(std::exchange(m_number, -1)) == 0; }
    [[nodiscard]] bool write(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_number, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR)
                return false;
            bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
        }
        return true;
    }

private:
    int m_number;
};

/// A new file in `directory` whose name no other thread or program uses.
Descriptor openBeside(const fs::path& directory, fs::path& name)
{
    static std::atomic<unsigned> count = 0;
    constexpr mode_t kAsUmaskSays = 0666;
    while (true) {
        name = directory / (".hysteron-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".part");
        Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kAsUmaskSays));
        if (file.isOpen() || errno != EEXIST)
            return file;
    }
}

/// 0, or the number of what went wrong.
int writeThrough(const fs::path& device, std::string_view bytes)
{
    Descriptor file(::open(device.c_str(), O_WRONLY | O_CLOEXEC));
    return file.isOpen() && file.write(bytes) && file.close() ? 0 : errno;
}

int replace(const fs::path& target, std::string_view bytes)
{
    const fs::path directory = target.has_parent_path() ? target.parent_path() : fs::path(".");
    fs::path beside;
    Descriptor file = openBeside(directory, beside);
    if (!file.isOpen())
        return errno;
    struct stat old = {};
    const bool keepsMode = ::stat(target.c_str(), &old) == 0;
    constexpr mode_t kPermissions = 07777;
    const bool done = (!keepsMode || ::fchmod(file.number(), old.st_mode & kPermissions) == 0) && file.write(bytes) &&
                      ::fsync(file.number()) == 0 && file.close() && ::rename(beside.c_str(), target.c_str()) == 0;
    if (!done) {
        const int number = errno;
        ::unlink(beside.c_str());
        return number;
    }
    // The new name too survives a crash from here on; where a directory cannot be synchronised, the file is still
    // whole.
    const Descriptor entries(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (entries.isOpen())
        static_cast<void>(::fsync(entries.number()));
    return 0;
}

} // namespace

Errors writeFile(const fs::path& path, std::string_view bytes, const std::string& field)
{
    std::error_code none;
    const fs::path target = fs::is_symlink(path, none) ? fs::weakly_canonical(path, none) : path;
    const fs::file_type type = fs::status(target, none).type();
    const bool isDevice =
        type == fs::file_type::character || type == fs::file_type::fifo || type == fs::file_type::socket;
    const int failed = isDevice ? writeThrough(target, bytes) : replace(target, bytes);
    if (failed != 0)
        return {{field, path.string(), Text("cannot be written: %1", reason(failed))}};
    return {};
}

Errors makeDirectories(const fs::path& path, const std::string& field)
{
    std::error_code status;
    fs::create_directories(path, status);
    if (status)
        return {{field, path.string(), Text("must be a directory that can be created: %1", status.message())}};
    return {};
}

Result<std::string> readFile(const fs::path& path, const std::string& field, std::uintmax_t mostBytes)
{
    const auto error = [&](const Text& rule) { return Error{field, path.string(), rule}; };
    std::error_code status;
    // Asked first: to open a pipe waits for its writer.
    if (!fs::is_regular_file(path, status))
        return error("must be a file that exists and can be read");
    const std::uintmax_t size = fs::file_size(path, status);
    std::ifstream file(path, std::ios::binary);
    if (status || !file)
        return error(Text("cannot be read: %1", status ? status.message() : reason(errno)));
    if (size > mostBytes)
        return error(Text("must not be larger than %1 MB", mostBytes >> 20U));
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (file.bad() || static_cast<std::uintmax_t>(file.gcount()) != size)
        return error("cannot be read to its end");
    return bytes;
}

} // namespace hysteron
