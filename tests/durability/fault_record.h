#pragma once

#include "tests/durability/disk_record.h"

#include <mutex>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace tastescope::test::faults {

/// Held while a call that changes files is made: one at a time, so that the record has them in their order. Does
/// nothing while nothing is recorded, nor of a call that failed. Leaves errno alone.
class Recording
{
public:
    Recording();
    bool isOn() const { return m_lock.owns_lock(); }

    void opened(const std::string& path, bool wasThere, int flags, int descriptor) const;
    void wrote(int descriptor, const void* bytes, ssize_t count, off64_t offset) const;
    void cut(int descriptor, off64_t length, int result) const;
    void synced(int descriptor, int result) const;
    void named(RecordedHead::Kind kind, const std::string& path, std::string_view other, int result) const;

private:
    std::unique_lock<std::mutex> m_lock;
};

/// Where the next write() goes.
off64_t placeOf(int descriptor);

/// As the program would see it: with the folder's path in front of it when it is relative to one.
std::string pathAt(int folder, const char* path);

bool isThere(const std::string& path);

} // namespace tastescope::test::faults
