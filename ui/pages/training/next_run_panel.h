#pragma once

#include "core/models/model_options.h"

#include <QWidget>

#include <map>
#include <optional>

class QComboBox;
class QLabel;

namespace tastescope::ui {

class KeyHintButton;
class ModelList;
class OptionForm;
class Workspace;

/// The settings of the next run: its name, the model, the preset they start from, the form, what the run will cost, and
/// the button that starts or queues it. What is typed here is the workspace's next options at once.
class NextRunPanel : public QWidget
{
    Q_OBJECT

public:
    explicit NextRunPanel(Workspace& workspace, QWidget* parent = nullptr);

    ModelList* models() const { return m_models; }
    OptionForm* form() const { return m_form; }
    QComboBox* presets() const { return m_presets; }
    KeyHintButton* trainButton() const { return m_train; }

    /// Seconds the next run will take; none: not known yet.
    std::optional<double> expectedSeconds() const { return m_seconds; }

    void updateCost(); ///< when runs have gone on
    void updateButton();

signals:
    void costChanged();

private:
    QWidget* makeHead();
    QWidget* makeFoot();
    void makeFields();
    void follow(); ///< the workspace's next options
    void applyPreset();
    void take(const QString& name, const OptionValue& value);
    ModelOptions preset() const;
    std::optional<double> knownSeconds();

    Workspace& m_workspace;
    QLabel* m_name = nullptr;
    QComboBox* m_presets = nullptr;
    ModelList* m_models = nullptr;
    OptionForm* m_form = nullptr;
    QLabel* m_needs = nullptr;
    QLabel* m_free = nullptr;
    QLabel* m_time = nullptr;
    QLabel* m_changed = nullptr;
    QLabel* m_problem = nullptr; ///< why it cannot be trained here; hidden when it can
    KeyHintButton* m_train = nullptr;
    const ModelKind* m_model = nullptr; ///< the form is of
    std::optional<double> m_seconds;
};

} // namespace tastescope::ui
