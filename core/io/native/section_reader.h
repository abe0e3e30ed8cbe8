#pragma once

#include "core/base/input_file.h"
#include "core/base/job.h"
#include "core/base/memory_need.h"
#include "core/data/binary_matrix.h"
#include "core/io/native/native_layout.h"

#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// Users, items and tracks are numbered in 31 bits.
inline constexpr std::uint64_t mostNumbers = std::uint64_t{1} << 31;

/// Reads the sections one after the other; every size is checked against the bytes its section has left.
class SectionReader
{
public:
    /// Reads and checks the head and the table of sections, before there is room for what they claim.
    /// Throws: BadInput and NotEnoughMemory as loadDataset() does.
    SectionReader(const std::filesystem::path& path, const JobContext& job);

    /// What a dataset of these sections takes while it is opened.
    MemoryNeed memory() const;

    /// To the next section, and its end: all of it must have been taken, with the right checksum.
    void begin();
    void end();

    /// After the last section. Throws: BadInput when the file was changed while it was read.
    void finish() const { m_file.throwIfChanged(); }

    /// Whether there is another section: a file of an older version has fewer.
    bool hasMore() const { return m_section < m_rows.size(); }

    template<typename T>
    T take()
    {
        T value{};
        need(1, sizeof value);
        read(std::as_writable_bytes(std::span(&value, 1)));
        return value;
    }

    template<typename T>
    std::vector<T> takeArray(std::uint64_t count)
    {
        need(count, sizeof(T));
        std::vector<T> values(static_cast<std::size_t>(count));
        read(std::as_writable_bytes(std::span(values)));
        return values;
    }

    template<typename T>
    std::vector<T> takeRest()
    {
        return takeArray<T>(m_left / sizeof(T)); // bytes left over are seen by end()
    }

    /// The rest of the section as one text of at most so many bytes.
    std::string takeText(std::uint64_t most);

    /// The rest of the section as a list of texts. All are valid UTF-8.
    std::vector<std::string> takeTexts();

    template<typename Row, typename Column>
    BinaryMatrix<Row, Column> takeMatrix()
    {
        const auto shape = take<MatrixShape>();
        if (shape.rows >= mostNumbers || shape.columns >= mostNumbers) // the sum below cannot overflow then
            fail("a table has more than 2^31 rows or columns");
        auto offsets = takeArray<std::int64_t>(shape.rows + 1);
        auto columns = takeArray<Column>(shape.entries);
        using Matrix = BinaryMatrix<Row, Column>;
        if (!Matrix::isValid(static_cast<std::size_t>(shape.columns), offsets, columns))
            fail("a table's entries are out of order or out of range");
        return {static_cast<std::size_t>(shape.columns), std::move(offsets), std::move(columns)};
    }

    /// Ends the reading: the file is not what a writer of ours made.
    [[noreturn]] void fail(const std::string& what) const;

private:
    void need(std::uint64_t count, std::size_t size) const;
    void readFrame();
    void read(std::span<std::byte> into);
    void checkHead(const NativeHead& head) const;

    InputFile m_file;
    JobContext m_job;
    std::vector<SectionRow> m_rows;
    std::size_t m_section = 0; ///< begun so far
    std::uint64_t m_left = 0;  ///< bytes of the section
    std::uint64_t m_checksum = 0;
};

} // namespace tastescope
