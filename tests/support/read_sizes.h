#pragma once

#include "core/io/text/byte_stream.h"

#include <QTest>

#include <string>

// A reader must not care where its pieces of a file end. A test class that says initTestCase_data() { addReadSizes(); }
// runs once for each row of these, and reads with readSizes().

/// Fewer under the sanitizers, where a byte takes ten times as long.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::initializer_list<int> usualReadSizes{1, 64, 0};
#else
constexpr std::initializer_list<int> usualReadSizes{1, 2, 3, 7, 64, 0};
#endif

/// A few bytes at a time, so that every byte of a small file stands at an edge, and as always.
inline void addReadSizes(std::initializer_list<int> sizes = usualReadSizes)
{
    QTest::addColumn<int>("bytesAtATime");
    for (const int size : sizes)
        QTest::newRow(size == 0 ? "as always" : (std::to_string(size) + " bytes at a time").c_str()) << size;
}

/// Of the row that is run.
inline tastescope::ReadSizes readSizes()
{
    QFETCH_GLOBAL(int, bytesAtATime);
    const auto bytes = static_cast<std::size_t>(bytesAtATime);
    return bytes == 0 ? tastescope::ReadSizes() : tastescope::ReadSizes{.buffer = bytes, .chunk = bytes};
}
