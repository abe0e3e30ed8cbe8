#pragma once

#include "core/io/import_options.h"

#include <QStringList>
#include <QVariantMap>

namespace tastescope::ui {

/// What a dataset is opened from, and how: enough to open it again.
struct DatasetSource
{
    QStringList paths; ///< one "preset:demo", .taste file or folder, or files that belong together
    ImportOptions options = {};

    bool isEmpty() const { return paths.isEmpty(); }
    bool isPreset() const { return paths.size() == 1 && paths.front().startsWith(QLatin1String("preset:")); }

    /// A .taste file: opened as it is, there is nothing to import.
    bool isNative() const { return paths.size() == 1 && paths.front().endsWith(QLatin1String(".taste")); }

    bool needsImport() const { return !isEmpty() && !isPreset() && !isNative(); }

    QString name() const; ///< "ml-1m", "preset:demo"
};

/// The options as settings keep them.
QVariantMap toVariantMap(const ImportOptions& options);

/// What is missing or not understood keeps its default.
ImportOptions importOptionsFrom(const QVariantMap& map);

} // namespace tastescope::ui
