#pragma once

#include <QString>
#include <QStringList>

namespace tastescope {

struct DatasetFacts;
struct ModelOptions;

} // namespace tastescope

namespace tastescope::ui {

class ChartPanel;
class Workspace;

/// What is said at the foot of figures and reports: enough to make them again. What is empty is left out.
struct FigureSource
{
    QStringList runs;      ///< all that are drawn, as namedBySeed() says them
    QString protocol = {}; ///< protocolWords()
    QString measured = {}; ///< "n = 4 715 users"
    QString method = {};   ///< "paired bootstrap with seed 42"
    QString data = {};     ///< dataWords()
};

/// "runs bpr-01 (seed 42), knn-01; validation, 1 + 50 candidates; n = 4 715 users; data demo (hash 56c8 7181)"
QString sourceText(const FigureSource& source);

/// Against how many a held-out positive was ranked: "validation, 1 + 50 candidates".
QString protocolWords(int negatives);

QString dataWords(const DatasetFacts& data);

/// "bpr-01 (seed 42)"; a model that draws nothing has the name alone.
QString namedBySeed(const QString& run, const ModelOptions& options);

/// A figure of the data: the panel says so at its foot, whatever is opened or sliced later.
void tellData(ChartPanel* panel, const Workspace& workspace);

/// A picture that cannot be saved is told over the page: of the panel, or for this reason.
void tellUnsaved(ChartPanel* panel, Workspace& workspace);
void tellUnsaved(Workspace& workspace, const QString& reason);

} // namespace tastescope::ui
