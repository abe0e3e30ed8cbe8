#pragma once

#include "core/data/data_size.h"
#include "core/data/dataset.h"
#include "core/io/import_dataset.h"
#include "core/serving/catalogue_facts.h"
#include "ui/session/dataset_source.h"

#include <memory>
#include <optional>

namespace tastescope::ui {

/// A dataset with what every page needs to know of it, made on the worker.
struct OpenedDataset
{
    std::shared_ptr<const Dataset> dataset = {};
    std::shared_ptr<const CatalogueFacts> facts = {};
    std::optional<ImportReport> report = {}; ///< when it was imported
    DataSize size = {};                      ///< with its scored pairs: what memory is estimated from
};

/// Opens whatever people call a dataset. Bad rows are passed over and listed in the report, whatever the options say:
/// it is for the caller to ask before the dataset is used.
/// Throws: as core's openDataset() and importDataset().
OpenedDataset openAny(const DatasetSource& source, const JobContext& job);

/// "5 000 users, 9 000 playlists, 180 214 positives".
QString contentsOf(const Dataset& dataset);
QString formatOf(const OpenedDataset& opened);                            ///< "MovieLens 1M"
qint64 bytesOf(const OpenedDataset& opened, const DatasetSource& source); ///< on disk; 0: not known

/// "playlist" in the plural: "playlists".
QString plural(const std::string& noun);

} // namespace tastescope::ui
