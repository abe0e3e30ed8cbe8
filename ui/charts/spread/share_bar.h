#pragma once

#include <QList>
#include <QWidget>

namespace tastescope::ui {

struct Share
{
    QString name; ///< "train"
    double value = 0;
};

/// Parts of a whole in one bar of 8 px with their names and percentages below: "train 75 %". At most three parts.
class ShareBar : public QWidget
{
    Q_OBJECT

public:
    explicit ShareBar(const QString& name, QWidget* parent = nullptr);

    void setShares(const QList<Share>& shares);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList texts() const;

    QList<Share> m_shares;
};

} // namespace tastescope::ui
