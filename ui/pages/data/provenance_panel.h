#pragma once

#include "core/data/dataset.h"

#include <QWidget>

class QGridLayout;

namespace tastescope::ui {

/// Where the data come from: files, hash, split, when built; copied as text by one click.
class ProvenancePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProvenancePanel(QWidget* parent = nullptr);

    void setDataset(const Dataset& dataset);

    /// What "Copy" puts on the clipboard: one "name: value" a line, with every option, count and file hash.
    QString text() const { return m_text; }

private:
    void addLine(const QString& name, const QString& value, bool isHash = false);

    QGridLayout* m_lines = nullptr;
    QString m_text;
};

} // namespace tastescope::ui
