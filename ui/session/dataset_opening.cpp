#include "ui/session/dataset_opening.h"

#include "core/data/data_counts.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run_cost.h"
#include "ui/session/numbers.h"
#include "ui/session/source_preview.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace tastescope::ui {

OpenedDataset openAny(const DatasetSource& source, const JobContext& job)
{
    OpenedDataset opened;
    if (source.needsImport()) {
        std::vector<std::filesystem::path> files;
        for (const QString& path : source.paths)
            files.emplace_back(path.toStdU16String());
        ImportOptions options = source.options;
        options.skipBadRows = true;
        if (const auto sources = sourcesOfBuild(files, options, job)) {
            PipelineOptions build;
            build.name = source.name().toStdString();
            build.seed = options.splitOptions.seed;
            build.split.coldShare = options.splitOptions.coldShare;
            opened.dataset = buildFromFiles(*sources, build, job);
        } else {
            Imported imported = importDataset(files, options, job);
            opened.dataset = std::move(imported.dataset);
            opened.report = std::move(imported.report);
        }
    } else {
        opened.dataset = openDataset(source.paths.value(0).toStdString(), job);
    }
    opened.facts = std::make_shared<const CatalogueFacts>(*opened.dataset);
    opened.size = countedSize(*opened.dataset, job);
    return opened;
}

QString plural(const std::string& noun)
{
    return QString::fromStdString(noun) + QLatin1Char('s');
}

QString contentsOf(const Dataset& dataset)
{
    const DataCounts counts = countData(dataset);
    return QCoreApplication::translate("DatasetOpening", "%1 users, %2 %3, %4 positives")
        .arg(count(counts.users), count(counts.items), plural(dataset.nouns().item), count(counts.positives));
}

QString formatOf(const OpenedDataset& opened)
{
    return QString::fromStdString(opened.report ? opened.report->formatTitle : opened.dataset->provenance().format);
}

qint64 bytesOf(const OpenedDataset& opened, const DatasetSource& source)
{
    if (source.isNative())
        return QFileInfo(source.paths.front()).size();
    qint64 size = 0;
    for (const SourceFile& file : opened.dataset->provenance().sources)
        size += file.bytes;
    return size;
}

} // namespace tastescope::ui
