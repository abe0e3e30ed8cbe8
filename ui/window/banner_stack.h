#pragma once

#include "ui/session/notice.h"

#include <QWidget>

class QVBoxLayout;

namespace tastescope::ui {

class Messages;

/// One message over the page, in words, with what can be done about it and a cross.
class Banner : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(const Notice& notice, QWidget* parent = nullptr);

    const Notice& notice() const { return m_notice; }

signals:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeText();

    Notice m_notice;
};

/// Banners under one another; they push the page down and stay until closed. The newest stands on top; one that says
/// the same as another takes its place.
class BannerStack : public QWidget
{
    Q_OBJECT

public:
    explicit BannerStack(QWidget* parent = nullptr);

    /// Shows what is noticed until it is closed or withdrawn.
    void follow(const Messages& messages);

    void add(const Notice& notice);
    int count() const;
    void closeTitled(const QString& title);

private:
    QVBoxLayout* m_layout;
};

} // namespace tastescope::ui
