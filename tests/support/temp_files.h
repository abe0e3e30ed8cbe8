#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <zlib.h>

/// Small files for a test, in a folder that goes with it.
class TempFiles
{
public:
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    std::filesystem::path at(const std::string& name) const { return folder() / name; }

    std::filesystem::path write(const std::string& name, const std::string& bytes) const
    {
        std::filesystem::create_directories(at(name).parent_path());
        std::ofstream(at(name), std::ios::binary) << bytes;
        return at(name);
    }

private:
    QTemporaryDir m_folder;
};

/// All that a file holds; empty when it cannot be read.
inline std::string bytesOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The bytes as gzip.
inline std::string gzipped(const std::string& bytes)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<unsigned int>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<unsigned int>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// "3:7: problem", or "" when `work` throws no BadInput: the place without the file.
template<typename Error, typename Work>
std::string complaintOf(const Work& work)
{
    try {
        work();
        return {};
    } catch (const Error& error) {
        return std::to_string(error.place().line) + ":" + std::to_string(error.place().column) + ": " + error.problem();
    }
}
