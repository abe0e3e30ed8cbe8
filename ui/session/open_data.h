#pragma once

#include "ui/session/dataset_opening.h"

#include <QObject>

namespace tastescope::ui {

/// The dataset that is open, what is known of it, and where it comes from.
class OpenData : public QObject
{
    Q_OBJECT

public:
    explicit OpenData(QObject* parent = nullptr);

    /// Null when nothing is open. Immutable: keep a copy of the pointer and hand it to a worker.
    const std::shared_ptr<const Dataset>& dataset() const { return m_opened.dataset; }
    /// Whether it is the one that is open. Nothing is not: where nothing is open, what has no data is not of it.
    bool isOpen(const std::shared_ptr<const Dataset>& dataset) const { return dataset && dataset == this->dataset(); }
    const OpenedDataset& opened() const { return m_opened; }
    const DatasetSource& source() const { return m_source; }

    void set(OpenedDataset opened, const DatasetSource& source);
    void close() { set({}, {}); }

signals:
    void aboutToChange(); ///< the data are still there: what points into them is let go of now
    void changed();

private:
    OpenedDataset m_opened;
    DatasetSource m_source;
};

} // namespace tastescope::ui
