#pragma once

#include "ui/pages/compare/remarks.h"

#include <QWidget>

class QLabel;

namespace tastescope::ui {

/// Up to three titled remarks side by side.
class RemarkRow : public QWidget
{
    Q_OBJECT

public:
    explicit RemarkRow(QWidget* parent = nullptr);

    void setRemarks(const std::vector<Remark>& remarks);

private:
    struct Place
    {
        QWidget* whole;
        QLabel* title;
        QLabel* text;
    };

    std::vector<Place> m_places;
};

} // namespace tastescope::ui
