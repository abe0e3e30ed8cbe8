#pragma once

#include "ui/session/settings.h"

#include <QAbstractButton>

namespace tastescope::ui {

/// A dataset opened before: its name, what is in it, its format, size and when it was open. A click or Enter opens it.
class RecentRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit RecentRow(RecentFile file, QWidget* parent = nullptr);

    const RecentFile& file() const { return m_file; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    RecentFile m_file;
    bool m_exists;
};

} // namespace tastescope::ui
