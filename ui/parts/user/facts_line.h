#pragma once

#include <QString>
#include <QVector>
#include <QWidget>

namespace tastescope::ui {

/// "Chosen by 71 p63": what, how much in strong letters, and what else is known of it.
struct Fact
{
    QString before;
    QString value;
    QString after = {};
};

/// Facts beside one another; what does not fit goes on in the next line.
class FactsLine : public QWidget
{
    Q_OBJECT

public:
    explicit FactsLine(QWidget* parent = nullptr);

    void setFacts(const QVector<Fact>& facts);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QVector<QPoint> places(int width) const; ///< of each fact: left, line number

    QVector<Fact> m_facts;
};

} // namespace tastescope::ui
