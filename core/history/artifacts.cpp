#include "core/history/artifacts.h"

#include "core/base/hash.h"
#include "core/base/input_file.h"
#include "core/experiment/run_files.h"

namespace tastescope {

std::string fileSha256(const std::filesystem::path& file)
{
    InputFile input(file);
    std::vector<std::byte> buffer(1 << 20);
    Sha256 hash;
    while (const std::size_t count = input.read(buffer))
        hash.add(std::span(buffer).first(count));
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
                                     {"refit_model", files.refitModel},
                                     {"refit_test", files.refitTest},
                                     {"test", files.test},
                                     {"validation", files.validation}}) {
        std::error_code error;
        if (const auto bytes = std::filesystem::file_size(path, error); !error)
            artifacts.push_back({kind, path, static_cast<std::int64_t>(bytes), fileSha256(path)});
    }
    return artifacts;
}

} // namespace tastescope
