#pragma once

#include "tests/support/gzipped.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

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
