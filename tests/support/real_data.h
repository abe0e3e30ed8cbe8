#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

/// Real data is read in place and never part of the project: from the folder TASTESCOPE_DATASETS names, else from the
/// folder of shared data sets beside the checkout. Tests skip, and say so, when it is absent; under the thread
/// sanitizer it always is: a published figure takes minutes there, and its threads do what they do on small data.
inline std::optional<std::filesystem::path> realData(const std::string& name)
{
#if defined(__SANITIZE_THREAD__)
    static_cast<void>(name);
    return std::nullopt;
#else
    const char* folder = std::getenv("TASTESCOPE_DATASETS");
    const std::filesystem::path root = folder ? folder : SOURCE_ROOT "/../shared/datasets";
    std::error_code ignored;
    if (!std::filesystem::exists(root / name, ignored))
        return std::nullopt;
    return root / name;
#endif
}
