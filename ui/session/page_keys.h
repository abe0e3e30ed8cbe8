#pragma once

#include <QString>

/// The pages by their keys, as the page table, the settings and the command line name them.
namespace tastescope::ui::page {

inline constexpr QLatin1String start("start");   // no row of the table: the first screen
inline constexpr QLatin1String import("import"); // no row of the table: the preview of an import
inline constexpr QLatin1String data("data");
inline constexpr QLatin1String neighbours("neighbours");
inline constexpr QLatin1String training("training");
inline constexpr QLatin1String sweep("sweep");
inline constexpr QLatin1String users("users");
inline constexpr QLatin1String compare("compare");
inline constexpr QLatin1String sequence("sequence");

/// Whether it is no row of the table: it shows nothing of the open data.
inline bool isScreen(const QString& key)
{
    return key == start || key == import;
}

} // namespace tastescope::ui::page
