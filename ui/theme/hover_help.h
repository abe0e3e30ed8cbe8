#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace tastescope::ui {

/// A tooltip that is asked for when it is wanted, since what it says changes.
class HoverHelp : public QObject
{
    Q_OBJECT

public:
    /// Belongs to the widget.
    HoverHelp(QWidget* widget, std::function<QString()> help);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::function<QString()> m_help;
};

} // namespace tastescope::ui
