#pragma once

#include "core/experiment/foreign_run.h"

#include <QDialog>
#include <QStringList>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tastescope::ui {

class Workspace;

/// What an imported log or file of weights holds, before it becomes a run of the history: its series, what of it is
/// damaged, how many heads where the weights do not say, and the name it gets. Read and written off the UI thread.
class RunImportDialog : public QDialog
{
    Q_OBJECT

public:
    RunImportDialog(Workspace& workspace, QStringList paths, QWidget* parent);

    bool isReady() const { return m_run != nullptr; } ///< it can be imported
    void accept() override;

private:
    /// What reading came to: the run, or the heads to choose from.
    struct Found
    {
        std::shared_ptr<const ForeignRun> run;
        std::vector<int> heads;
    };

    void makeFoot(QVBoxLayout* column);
    void read(int heads);
    void showFound(const Found& found);
    void showHeads(const std::vector<int>& heads);
    void addLine(const QString& iconName, bool isGood, const QString& text);

    Workspace& m_workspace;
    QStringList m_paths;
    std::shared_ptr<const ForeignRun> m_run;
    QLabel* m_state = nullptr;
    QVBoxLayout* m_lines = nullptr;
    QWidget* m_headsRow = nullptr;
    QComboBox* m_heads = nullptr;
    QLineEdit* m_name = nullptr;
    QPushButton* m_import = nullptr;
    bool m_isNamed = false; ///< by the person
};

} // namespace tastescope::ui
