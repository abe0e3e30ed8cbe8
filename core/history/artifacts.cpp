#include "core/history/artifacts.h"

#include "core/base/hash.h"
#include "core/experiment/run_files.h"

#include <fstream>

namespace tastescope {

std::string fileSha256(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::vector<char> buffer(1 << 20);
    Sha256 hash;
    while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0)
        hash.add(std::as_bytes(std::span(buffer).first(static_cast<std::size_t>(stream.gcount()))));
    if (!stream.eof())
        throw Error(file.string() + " cannot be read. Check that it exists and may be read.");
    return hash.hex();
}

std::vector<Artifact> artifactsOf(const std::filesystem::path& runFolder)
{
    const RunFiles files(runFolder);
    std::vector<Artifact> artifacts;
    for (const auto& [kind, path] : {std::pair{"config", files.config},
                                     {"curve", files.curve},
                                     {"last_model", files.lastModel},
                                     {"model", files.model},
                                     {"record", files.record},
                                     {"test", files.test},
                                     {"validation", files.validation}}) {
        std::error_code error;
        if (const auto bytes = std::filesystem::file_size(path, error); !error)
            artifacts.push_back({kind, path, static_cast<std::int64_t>(bytes), fileSha256(path)});
    }
    return artifacts;
}

} // namespace tastescope
