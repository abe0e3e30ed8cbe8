#pragma once

#include <QWidget>

namespace tastescope::ui {

/// Two lists that share a part: mine above, theirs below, the shared part of both in accent and in line.
class OverlapBar : public QWidget
{
    Q_OBJECT

public:
    explicit OverlapBar(QWidget* parent = nullptr);

    void setCounts(int mine, int shared, int theirs); ///< shared is part of both
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_mine = 0;
    int m_shared = 0;
    int m_theirs = 0;
};

} // namespace tastescope::ui
