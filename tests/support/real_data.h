#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

/// Real data is read in place and never part of the project: from the folder TASTESCOPE_DATASETS names, else from the
/// folder of shared data sets beside the checkout. Tests skip, and say so, when it is absent.
inline std::optional<std::filesystem::path> realData(const std::string& name)
{
    const char* folder = std::getenv("TASTESCOPE_DATASETS");
    const std::filesystem::path root = folder ? folder : SOURCE_ROOT "/../shared/datasets";
    std::error_code ignored;
    if (!std::filesystem::exists(root / name, ignored))
        return std::nullopt;
    return root / name;
}
