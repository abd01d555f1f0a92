"""A wrong "Có" or "Không" is the worst thing to say: which clause may decide, for whom, and which of two things it says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import Encoder
from rag.answering.alternatives import _frequencies
from rag.answering.deciding import contrary
from rag.ask import ask

_SCHOOL = """UBND HUYỆN AN BÌNH
-------
Số: 21/TB-UBND
An Bình, ngày 25 tháng 01 năm 2024

THÔNG BÁO
Về việc nghỉ Tết, học phí và kiểm tra phòng cháy, chữa cháy

Thời gian qua tại siêu thị, chợ dân sinh vẫn còn phát sinh vi phạm. Ủy ban nhân dân huyện thông báo:

1. Học sinh nghỉ Tết từ ngày 05/02/2024 đến hết ngày 18/02/2024.
2. Cán bộ, giáo viên nghỉ Tết từ ngày 08/02/2024 đến hết ngày 14/02/2024.
3. Miễn học phí cho học sinh thuộc hộ nghèo; giảm 50% cho học sinh thuộc hộ cận nghèo.
4. Giao Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Tài chính hướng dẫn thu học phí.
5. Ban Chỉ đạo họp định kỳ 03 tháng một lần.
6. Đối tượng kiểm tra: chung cư mini, cơ sở cho thuê trọ có từ 10 phòng trở lên, cơ sở kinh doanh karaoke.
7. Trạm Y tế phun hóa chất diệt muỗi.
8. Học sinh không tàng trữ, đốt pháo nổ, không thả đèn trời.
9. Hạn chế tối đa các cuộc họp trực tiếp, chỉ tổ chức họp khi bảo đảm khoảng cách.

CHỦ TỊCH
Vũ Thị Hồng Nhung
"""
