#pragma once

#include "ui/tables/table_view.h"

namespace tastescope::ui {

/// A table as high as its rows, in something that scrolls as a whole.
class FittedTable : public TableView
{
    Q_OBJECT

public:
    explicit FittedTable(const QString& name, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    void fit(); ///< after the rows changed

protected:
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace tastescope::ui
