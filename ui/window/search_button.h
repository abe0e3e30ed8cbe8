#pragma once

#include <QAbstractButton>

namespace tastescope::ui {

/// The search field at the right of the menus: opens the search. In a narrow window only its icon is left.
class SearchButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SearchButton(QWidget* parent = nullptr);

    void setCompact(bool compact);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_compact = false;
};

} // namespace tastescope::ui
