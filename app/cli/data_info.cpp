#include "app/cli/common.h"
#include "app/cli/dataset_report.h"
#include "core/experiment/open_dataset.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

void addDataInfo(CLI::App& data, Action& chosen)
{
    struct InfoOptions
    {
        Common common;
        std::string dataset;
    };
    CLI::App* command = data.add_subcommand("info", "Describe a dataset");
    auto options = std::make_shared<InfoOptions>();
    addDataset(*command, options->dataset);
    addCommon(*command, options->common);
    command->callback([options, &chosen] {
        chosen = [options](const std::stop_token& stop) {
            const JobContext job = jobFor(options->common, stop);
            const auto dataset = openDataset(options->dataset, job);
            std::vector<ShapeFigure> shape;
            if (imitatesPublished(*dataset))
                shape = comparePublishedShape(*dataset, options->common.threads, job);
            if (options->common.json) {
                Json json = reportJson(*dataset);
                if (!shape.empty())
                    json["shape"] = shapeJson(shape);
                print(json);
            } else {
                print(reportText(*dataset) + (shape.empty() ? "" : shapeText(shape)));
            }
        };
    });
}

} // namespace tastescope::cli
